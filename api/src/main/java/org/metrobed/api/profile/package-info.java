/** Profiles: hour of the day, day of the week, month. */
package org.metrobed.api.profile;
