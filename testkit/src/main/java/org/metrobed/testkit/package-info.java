/** Fixtures, service extensions and the house rules, for tests of every module. Depends on core and embedded only. */
package org.metrobed.testkit;
