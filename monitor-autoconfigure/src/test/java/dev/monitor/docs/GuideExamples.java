package dev.monitor.docs;

import java.util.List;

import dev.monitor.check.CheckFailedException;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.warmup.CacheWarmer;
import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The examples of README.md and docs/guides.
 */
@Configuration(proxyBeanMethods = false)
class GuideExamples {

	@Bean
	DependencyCheck mainframe(MainframeClient client) {
		return client::ping;
	}

	@Bean
	DependencyCheck search(SearchClient client) {
		return () -> client.ping(); // an exception means: down
	}

	@Bean
	DependencyCheck queue(QueueClient client) {
		return () -> {
			int depth = client.depth();
			if (depth > 10_000) {
				throw new CheckFailedException(depth + " messages wait");
			}
		};
	}

	/**
	 * Search is nice to have: without it the application still takes traffic.
	 */
	static class SearchCheck implements DependencyCheck {

		private final SearchClient client;

		SearchCheck(SearchClient client) {
			this.client = client;
		}

		@Override
		public void check() throws Exception {
			this.client.ping();
		}

		@Override
		public boolean required() {
			return false;
		}

	}

	@Bean
	CacheWarmer prices(PriceTable table) {
		return table::findAll;
	}

	/**
	 * Loads the model before the first request needs it.
	 */
	static class ModelWarmup implements WarmupTask {

		private final Model model;

		ModelWarmup(Model model) {
			this.model = model;
		}

		@Override
		public String name() {
			return "model";
		}

		@Override
		public int order() {
			return 10;
		}

		@Override
		public void run(WarmupProgress progress) throws Exception {
			progress.total(this.model.parts());
			for (int part = 0; part < this.model.parts(); part++) {
				this.model.load(part);
				progress.step();
			}
		}

	}

	interface MainframeClient {

		void ping() throws Exception;

	}

	interface QueueClient {

		int depth();

	}

	interface SearchClient {

		void ping() throws Exception;

	}

	interface PriceTable {

		List<String> findAll();

	}

	interface Model {

		int parts();

		void load(int part) throws Exception;

	}

}
