/** Health of the parts that the API depends on. */
package org.metrobed.api.health;
