/**
 * Windows for profiles: the coarsest stored ones, and finer ones where no coarse one is stored. Depends on
 * {@code store.window}.
 */
package org.metrobed.store.profile;
