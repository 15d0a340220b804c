package dev.monitor.http;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What Monitor needs to know of an HTTP request, whichever front it came through. Valid
 * while the front serves the request.
 */
public interface HttpRequest {

	/**
	 * Return the method.
	 * @return the method, as it was sent
	 */
	String method();

	/**
	 * Return the path, without query and as it was sent.
	 * @return the path
	 */
	String path();

	/**
	 * Return all values of a header.
	 * @param name its name in lower case
	 * @return the values, empty if it was not sent
	 */
	List<String> header(String name);

	/**
	 * Return all values of a parameter in the query.
	 * @param name its name
	 * @return the values, decoded; empty if it was not sent, or if the front reads no
	 * queries
	 */
	default List<String> parameter(String name) {
		return List.of();
	}

	/**
	 * Tell whether the application knows the sender and gave it a role.
	 * @param role the role's name
	 * @return whether it did; {@code false} where no application is behind the front
	 */
	default boolean isUserInRole(String role) {
		return false;
	}

	/**
	 * Return the name under which the application knows the sender.
	 * @return the name; {@code null} if it does not, or where no application is behind
	 * the front
	 */
	default @Nullable String user() {
		return null;
	}

	/**
	 * Tell who sent the request.
	 * @return the caller
	 */
	Caller caller();

}
