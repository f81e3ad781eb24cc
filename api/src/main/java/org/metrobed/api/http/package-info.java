/**
 * Shared by all resources: declared routes and parameters, problems, formats, cursors, and rows written as a stream.
 * Knows no reader and no domain; the only package besides {@code org.metrobed.api} and {@code stream} that depends on
 * Javalin.
 */
package org.metrobed.api.http;
