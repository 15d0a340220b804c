package dev.monitor.guard;

import java.util.List;

import dev.monitor.http.Caller;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AccessRule} needs to know of a request.
 *
 * @param method the HTTP method
 * @param caller who sent it
 * @param authorization all values of the {@code Authorization} header
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record AccessRequest(String method, Caller caller, List<String> authorization) {

	private static final String SCHEME = "Bearer";

	/**
	 * Create the request, with a copy of the values.
	 * @param method the HTTP method
	 * @param caller who sent it
	 * @param authorization the values, none if there is no such header
	 */
	public AccessRequest {
		authorization = List.copyOf(authorization);
	}

	/**
	 * Return the token sent in the {@code Authorization} header, as RFC 6750, section 2.1
	 * has it.
	 * @return the token, possibly empty; {@code null} if there is no such header, more
	 * than one, or one of another scheme
	 */
	@Nullable String bearerToken() {
		String credentials = (this.authorization.size() == 1) ? this.authorization.get(0) : "";
		boolean bearer = credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& (credentials.length() == SCHEME.length() || credentials.charAt(SCHEME.length()) == ' ');
		return bearer ? credentials.substring(SCHEME.length()).strip() : null;
	}

	/**
	 * Leave the credentials out, so that they cannot reach a log.
	 */
	@Override
	public String toString() {
		return "AccessRequest[method=%s, caller=%s]".formatted(this.method, this.caller);
	}

}
