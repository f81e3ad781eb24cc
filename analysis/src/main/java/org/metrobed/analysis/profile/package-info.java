/** Profiles: what is usual at an hour, on a weekday, in a month. Depends on {@code window} only. */
package org.metrobed.analysis.profile;
