/** Classes that violate the project's rules on purpose. */
package org.metrobed.breach;
