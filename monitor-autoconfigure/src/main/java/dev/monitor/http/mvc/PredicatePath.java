package dev.monitor.http.mvc;

import dev.monitor.http.spring.RoutePath;

import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;

/**
 * {@link RoutePath} of Spring MVC.
 */
@SuppressWarnings("removal")
final class PredicatePath extends RoutePath implements RequestPredicates.Visitor {

	@Override
	public void param(String name, String value) {
	}

	@Override
	public void unknown(RequestPredicate predicate) {
	}

}
