package dev.monitor.dashboard;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.monitor.guard.TokenHash;
import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.warmup.CacheWarmer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application of which something can be had done: limit, log levels, warmup, and jobs
 * of a section of its own, one of them with a hostile name.
 */
@Configuration(proxyBeanMethods = false)
public class OperatedApp {

	static final String[] TOKENS = { token("viewer", "view"), token("operator", "operate"),
			"monitor.dashboard.tokens.operator.level=operate" };

	static String token(String name, String token) {
		return "monitor.dashboard.tokens." + name + ".hash=" + TokenHash.of(token).toHex();
	}

	@Bean
	CacheWarmer prices() {
		return () -> 7;
	}

	@Bean
	Jobs jobs() {
		return new Jobs();
	}

	static final class Jobs implements StatusSource, Action {

		final Set<String> retried = ConcurrentHashMap.newKeySet();

		@Override
		public String name() {
			return "retry";
		}

		@Override
		public StatusSection section() {
			return StatusSection.EMPTY.with(List.of(StatusRow.of(TroubledSections.HOSTILE).with("failed", 3),
					StatusRow.of("mail").with("failed", 0)));
		}

		@Override
		public List<Action> actions() {
			return List.of(this);
		}

		@Override
		public String title() {
			return "Retry";
		}

		@Override
		public boolean isForSection() {
			return false;
		}

		@Override
		public @Nullable String target(StatusRow row) {
			return row.name().equals("mail") ? null : "shop/" + row.name();
		}

		@Override
		public @Nullable ActionPrompt prompt(String target) {
			return ActionPrompt.of("Failed jobs of " + target, "They run again.").withNumber(3, 3);
		}

		@Override
		public ActionResult act(String target) {
			this.retried.add(target);
			return ActionResult.refused("The queue of " + target + " is closed.");
		}

	}

}
