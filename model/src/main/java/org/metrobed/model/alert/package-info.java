/** Actions of people on alerts: acknowledge, assign, comment, suppress. Depends on {@code model} only. */
package org.metrobed.model.alert;
