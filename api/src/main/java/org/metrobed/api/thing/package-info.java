/**
 * What there is: test-beds, projects, things and datastreams, as the catalog in force has them, and the choice of datastreams
 * by query parameters that other resources share.
 */
package org.metrobed.api.thing;
