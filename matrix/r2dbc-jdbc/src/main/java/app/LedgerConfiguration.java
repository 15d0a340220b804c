package app;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A data source beside the connection factory: Spring Boot makes none there.
 */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

	@Bean
	DataSource ledger() {
		return DataSourceBuilder.create().url("jdbc:h2:mem:ledger").build();
	}

	@RestController
	static class Entries {

		private final JdbcTemplate jdbc;

		Entries(DataSource ledger) {
			this.jdbc = new JdbcTemplate(ledger);
		}

		@GetMapping("/entries")
		Mono<String> entries() {
			return Mono.fromCallable(() -> this.jdbc.queryForObject("select 'entries'", String.class))
				.subscribeOn(Schedulers.boundedElastic());
		}

	}

}
