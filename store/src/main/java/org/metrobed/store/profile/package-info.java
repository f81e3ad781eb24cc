/** Windows for profiles: the coarsest that stand, finer ones where none does. Depends on {@code store.query} only. */
package org.metrobed.store.profile;
