/** Profiles: the usual values at an hour, on a weekday, in a month. Depends on {@code model.window} only. */
package org.metrobed.analysis.profile;
