package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.Mode;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the limit is enforced. Reads the mode as the properties do: an empty value
 * is none.
 */
final class OnEnforcement implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return Binder.get(context.getEnvironment())
			.bind("monitor.concurrency.mode", Mode.class)
			.orElse(Mode.ENFORCE) == Mode.ENFORCE;
	}

}
