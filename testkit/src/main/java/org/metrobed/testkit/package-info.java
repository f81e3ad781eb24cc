/**
 * Fixtures, service extensions and the project's rules, for tests of every module. Depends on model, analysis and
 * embedded only.
 */
package org.metrobed.testkit;
