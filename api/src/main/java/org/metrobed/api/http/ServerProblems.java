package org.metrobed.api.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what the server refuses before any route sees it, such as an address that is too long or holds the character 0,
 * with a problem (RFC 9457). Thread-safe.
 */
public final class ServerProblems implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused) {
            response.setStatus(refused.getCode());
        }
        Problem problem = problem(response.getStatus());
        byte[] body = ViewJson.bytes(problem);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, Problems.CACHE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        boolean head = "HEAD".equals(request.getMethod());
        response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
        return true;
    }

    private static Problem problem(int status) {
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR_500) {
            return Problem.internal();
        }
        return Problem.of(
                status,
                status == HttpStatus.URI_TOO_LONG_414
                        ? "The address of this request is too long"
                        : "The server cannot read the address or a header of this request");
    }
}
