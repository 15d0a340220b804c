package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.Mode;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link SpringBootCondition} that matches if the limit is enforced. Reads the mode as
 * the properties do: an empty value is none.
 */
final class OnEnforcementCondition extends SpringBootCondition {

	private static final String PROPERTY = "monitor.concurrency.mode";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Mode mode = Binder.get(context.getEnvironment()).bind(PROPERTY, Mode.class).orElse(Mode.ENFORCE);
		return new ConditionOutcome(mode == Mode.ENFORCE,
				ConditionMessage.forCondition("enforced limit").because(PROPERTY + " is " + mode));
	}

}
