package dev.monitor.http.webflux;

import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;

/**
 * Keeps the path that a route asks for; empty if it asks for none.
 */
final class RoutePath implements RequestPredicates.Visitor {

	private String value = "";

	String value() {
		return this.value;
	}

	@Override
	public void path(String pattern) {
		this.value = pattern;
	}

	@Override
	public void method(Set<HttpMethod> methods) {
	}

	@Override
	@SuppressWarnings("removal")
	public void pathExtension(String extension) {
	}

	@Override
	public void header(String name, String value) {
	}

	@Override
	public void queryParam(String name, String value) {
	}

	@Override
	public void version(String version) {
	}

	@Override
	public void startAnd() {
	}

	@Override
	public void and() {
	}

	@Override
	public void endAnd() {
	}

	@Override
	public void startOr() {
	}

	@Override
	public void or() {
	}

	@Override
	public void endOr() {
	}

	@Override
	public void startNegate() {
	}

	@Override
	public void endNegate() {
	}

	@Override
	public void unknown(RequestPredicate predicate) {
	}

}
