/** Windows for profiles: the coarsest that stand, finer ones where none does. Depends on {@code store.window}. */
package org.metrobed.store.profile;
