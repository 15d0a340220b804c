package dev.monitor.access;

import org.jspecify.annotations.Nullable;

/**
 * What an access event says of the response.
 *
 * @param status the status that was sent
 * @param contentType the content type
 * @param bytes length of the body that was sent
 * @param millis time from the first byte of the request to the last of the response
 * @param aborted whether the client left before the end of the response
 * @param priority the priority by which the request was served or rejected; {@code null}
 * where requests have none
 */
public record AccessResponse(int status, @Nullable String contentType, long bytes, long millis, boolean aborted,
		@Nullable String priority) {

}
