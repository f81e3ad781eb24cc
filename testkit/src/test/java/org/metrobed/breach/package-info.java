/** Classes that break the rules of the house on purpose. */
package org.metrobed.breach;
