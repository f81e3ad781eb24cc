/** Tests of answers against the OpenAPI document: requests, hostile values, closed schemas. */
package org.metrobed.api.contract;
