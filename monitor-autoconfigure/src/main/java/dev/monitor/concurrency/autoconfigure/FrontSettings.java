package dev.monitor.concurrency.autoconfigure;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import dev.monitor.concurrency.AdmissionRules;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.DeadlineHeader;
import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.concurrency.RequestPriorities;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.spring.PathPatterns;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * What properties say to every front, whatever web server it stands in.
 */
final class FrontSettings {

	private FrontSettings() {
	}

	static Predicate<String> exclusions(ConcurrencyProperties properties, ObjectProvider<OwnPaths> ownPaths) {
		PathPatterns excluded = PathPatterns.parse("monitor.concurrency.exclude", properties.getExclude());
		OwnPaths own = OwnPaths.all(ownPaths.stream());
		return (path) -> own.contain(path) || excluded.match(path);
	}

	static RejectionAnswers answers(ConcurrencyLimit limit, ConcurrencyProperties.Reject reject) {
		RetryAfter retryAfter = new RetryAfter(reject.getRetryAfterMin(), reject.getRetryAfterMax(), System::nanoTime,
				ThreadLocalRandom::current);
		return limit.levels().isEmpty() ? new RejectionAnswers(reject.getStatus(), retryAfter)
				: RejectionAnswers.ranked(reject.getStatus(), retryAfter);
	}

	/**
	 * Return what knows the priority of requests.
	 * @return the priorities, {@code null} if the limit has none
	 */
	static AdmissionRules rules(ConcurrencyLimit limit, ConcurrencyProperties properties,
			ObjectProvider<RequestPriority> beans) {
		DeadlineHeader deadline = new DeadlineHeader(properties.getDeadlineHeader());
		if (limit.levels().isEmpty()) {
			return new AdmissionRules(limit, deadline);
		}
		ConcurrencyProperties.Priorities priorities = properties.getPriorities();
		return new AdmissionRules(limit, deadline, new RequestPriorities(PriorityRules.of(priorities.getRules()),
				priorities.getHeader(), SingletonSupplier.of(() -> beans.orderedStream().toList())));
	}

}
