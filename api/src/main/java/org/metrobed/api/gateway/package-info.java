/** Gateways: their last status, when they were last heard, and their things. */
package org.metrobed.api.gateway;
