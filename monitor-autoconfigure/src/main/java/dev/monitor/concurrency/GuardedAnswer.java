package dev.monitor.concurrency;

import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a decision. If that fails, a permit goes back and the failure is logged.
 *
 * @param answer is told
 */
record GuardedAnswer(Consumer<? super Decision> answer) implements Consumer<Decision> {

	private static final Logger logger = LoggerFactory.getLogger(ConcurrencyLimit.class);

	@Override
	public void accept(Decision decision) {
		try {
			this.answer.accept(decision);
		}
		catch (Throwable ex) {
			if (decision instanceof Permit permit) {
				permit.release();
			}
			logger.warn("A request could not go on after the decision {}", decision.admission(), ex);
		}
	}

}
