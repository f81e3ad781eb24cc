/** Whether the parts that the API stands on are well. */
package org.metrobed.api.health;
