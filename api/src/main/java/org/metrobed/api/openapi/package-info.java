/** The OpenAPI document, generated from the declared routes and the view records. */
package org.metrobed.api.openapi;
