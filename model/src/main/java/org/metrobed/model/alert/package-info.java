/** What people do about alerts: acknowledge, assign, comment, silence. Depends on {@code model} only. */
package org.metrobed.model.alert;
