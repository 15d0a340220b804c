package dev.monitor.job.modulith;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.monitor.failure.Listeners;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.util.ClassUtils;

/**
 * An {@link EventPublicationRepository} that does what another one does, and tells
 * {@link PublicationRuns} of what succeeded. Thread-safe.
 */
final class ObservedRepository implements InvocationHandler {

	private final EventPublicationRepository repository;

	private final Listeners<PublicationRuns> runs;

	private ObservedRepository(EventPublicationRepository repository, PublicationRuns runs) {
		this.repository = repository;
		this.runs = new Listeners<>(List.of(runs));
	}

	static EventPublicationRepository of(EventPublicationRepository repository, PublicationRuns runs) {
		return (EventPublicationRepository) Proxy.newProxyInstance(repository.getClass().getClassLoader(),
				ClassUtils.getAllInterfaces(repository), new ObservedRepository(repository, runs));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		if (method.getName().equals("equals") && arguments != null) {
			return proxy == arguments[0];
		}
		Object result;
		try {
			result = method.invoke(this.repository, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		if (arguments != null || method.getName().startsWith("find")) {
			this.runs.tell((told) -> tell(told, method.getName(), arguments, result));
		}
		return result;
	}

	private static void tell(PublicationRuns told, String method, Object @Nullable [] arguments,
			@Nullable Object result) {
		if (method.startsWith("find") && !method.equals("findCompletedPublications")) {
			found(told, result);
		}
		else if (arguments != null) {
			changed(told, method, arguments, result);
		}
	}

	private static void changed(PublicationRuns told, String method, Object[] arguments, @Nullable Object result) {
		switch (method) {
			case "create" -> told.created((TargetEventPublication) arguments[0]);
			case "markProcessing" -> told.started((UUID) arguments[0]);
			case "markFailed" -> told.failed((UUID) arguments[0]);
			case "markResubmitted" -> {
				if (Boolean.TRUE.equals(result)) {
					told.resubmitted((UUID) arguments[0], (Instant) arguments[1]);
				}
			}
			case "markCompleted" -> completed(told, arguments);
			default -> {
				// changes nothing that is told
			}
		}
	}

	private static void completed(PublicationRuns told, Object[] arguments) {
		if (arguments[0] instanceof UUID id) {
			told.completed(id);
		}
		else if (arguments[0] instanceof TargetEventPublication publication) {
			told.completed(publication.getIdentifier());
		}
		else {
			told.completed((PublicationTargetIdentifier) arguments[1]);
		}
	}

	private static void found(PublicationRuns told, @Nullable Object result) {
		Iterable<?> all = List.of();
		if (result instanceof Iterable<?> several) {
			all = several;
		}
		else if (result instanceof Optional<?> one) {
			all = one.stream().toList();
		}
		for (Object each : all) {
			if (each instanceof TargetEventPublication publication) {
				told.found(publication);
			}
		}
	}

}
