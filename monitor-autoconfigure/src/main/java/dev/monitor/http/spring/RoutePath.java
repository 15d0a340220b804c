package dev.monitor.http.spring;

import java.util.Set;

import org.springframework.http.HttpMethod;

/**
 * Keeps the path that a route asks for; empty if it asks for none. The visitors of Spring
 * MVC and of Spring WebFlux have these methods in common. Not thread-safe.
 */
public abstract class RoutePath {

	private String value = "";

	/**
	 * Return the path.
	 * @return the path, empty if no condition on it was visited
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Keep the path of a condition.
	 * @param pattern the path
	 */
	public void path(String pattern) {
		this.value = pattern;
	}

	/**
	 * Pass over a condition on the method.
	 * @param methods the methods
	 */
	public void method(Set<HttpMethod> methods) {
	}

	/**
	 * Pass over a condition on the ending of the path.
	 * @param extension the ending
	 */
	public void pathExtension(String extension) {
	}

	/**
	 * Pass over a condition on a header.
	 * @param name its name
	 * @param value its value
	 */
	public void header(String name, String value) {
	}

	/**
	 * Pass over a condition on the version of the API.
	 * @param version the version
	 */
	public void version(String version) {
	}

	/**
	 * Pass over the beginning of conditions that all hold.
	 */
	public void startAnd() {
	}

	/**
	 * Pass over what joins them.
	 */
	public void and() {
	}

	/**
	 * Pass over their end.
	 */
	public void endAnd() {
	}

	/**
	 * Pass over the beginning of conditions of which one holds.
	 */
	public void startOr() {
	}

	/**
	 * Pass over what joins them.
	 */
	public void or() {
	}

	/**
	 * Pass over their end.
	 */
	public void endOr() {
	}

	/**
	 * Pass over the beginning of a condition that does not hold.
	 */
	public void startNegate() {
	}

	/**
	 * Pass over its end.
	 */
	public void endNegate() {
	}

}
