/**
 * What every resource shares: declared routes and parameters, problems, formats, cursors, and rows written as a stream.
 * Knows no reader and no domain; the only package besides {@code org.metrobed.api} and {@code stream} that sees Javalin.
 */
package org.metrobed.api.http;
