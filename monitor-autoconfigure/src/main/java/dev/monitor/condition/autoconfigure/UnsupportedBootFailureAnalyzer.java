package dev.monitor.condition.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says that the Spring Boot is too old. The exception cannot carry its analysis: the
 * class for that is one of those that older versions do not have.
 */
public final class UnsupportedBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedBootException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedBootException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Upgrade to Spring Boot 4.1 or later, or remove monitor-starter.", cause);
	}

}
