package dev.monitor.access;

import org.jspecify.annotations.Nullable;

/**
 * What an access event says of the request.
 *
 * @param port the port on which the server listens
 * @param method the method; {@code null} if the request could not be parsed so far
 * @param path the path as the client sent it; {@code null} as above
 * @param query the query as the client sent it
 * @param remoteAddr the client's address, as far as the container trusts what it is told
 * @param user name of the authenticated user
 */
public record AccessRequest(int port, @Nullable String method, @Nullable String path, @Nullable String query,
		@Nullable String remoteAddr, @Nullable String user) {

}
