/**
 * Test-beds, projects, things and datastreams of the catalog in force, and the selection of datastreams by query
 * parameters, which other resources share.
 */
package org.metrobed.api.thing;
