package dev.monitor.dashboard;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.gate.Gate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.Verdict;
import dev.monitor.status.StatusDetails;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sections of an application in trouble, for what the page makes of them.
 */
@Configuration(proxyBeanMethods = false)
public class TroubledSections {

	/**
	 * A name that runs a script wherever it is taken for HTML.
	 */
	public static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";

	private static final Instant START = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

	@Bean
	Gate stockGate() {
		return new StockGate();
	}

	@Bean
	Gate hostileGate() {
		return new HostileGate();
	}

	@Bean
	StatusSource dependencies() {
		return source("dependencies",
				List.of(dependency("stock", "down", "HTTP 503", 4), dependency("ledger", "up", "", 0),
						dependency("search", "degraded", "timeout after 2 s", 2), dependency("mail", "up", "", 0)));
	}

	@Bean
	StatusSource requests() {
		List<StatusRow> rows = new ArrayList<>();
		rows.add(request("r1", 41.2, "POST", "/orders/export", "served"));
		rows.add(request("r2", 12.4, "GET", "/orders/{id}", "served"));
		rows.add(request("r3", 3.1, "GET", HOSTILE, "waiting"));
		for (int i = 4; i < 24; i++) {
			rows.add(request("r" + i, 2.0 / i, "GET", "/orders/{id}/lines/{line}", "served"));
		}
		return source("in_flight", rows);
	}

	@Bean
	StatusDetails stacks() {
		return new StatusDetails() {

			@Override
			public String name() {
				return "in_flight";
			}

			@Override
			public StatusSection details(String id) {
				return StatusSection.EMPTY
					.with(List.of(StatusRow.of("java.base@17.0.15/java.lang.Thread.sleep(Native Method)"),
							StatusRow.of("dev.monitor.dashboard.Orders.export(Orders.java:17)"),
							StatusRow.of(id + HOSTILE)));
			}

		};
	}

	@Bean
	StatusSource pools() {
		return source("pools",
				List.of(StatusRow.of("orders")
					.with("active", 10)
					.with("idle", 0)
					.with("max", 10)
					.with("waiting", 7)
					.with("longest_wait_seconds", 12.3),
						StatusRow.of(HOSTILE)
							.with("active", 1)
							.with("idle", 9)
							.with("max", 10)
							.with("waiting", 0)
							.with("longest_wait_seconds", 0)));
	}

	@Bean
	StatusSource connections() {
		return source("connections", List.of(connection(41.0, "http-nio-8080-exec-7", "select", "r1"),
				connection(12.4, "http-nio-8080-exec-2", "update", "r2"), connection(0.2, HOSTILE, "", "")));
	}

	@Bean
	StatusSource events() {
		return source("events",
				List.of(event(58, "error", "dev.shop.orders.OrderService", "Reservation refused: HTTP 503"),
						event(130, "warn", "dev.shop.search.SearchClient", "Search took 2004 ms"),
						event(190, "error", "dev.shop.Hostile", HOSTILE)));
	}

	@Bean
	StatusSource http() {
		AtomicLong asked = new AtomicLong();
		return new StatusSource() {

			@Override
			public String name() {
				return "http";
			}

			@Override
			public StatusSection section() {
				double seconds = Duration.between(START, Instant.now()).toMillis() / 1000.0;
				long requests = Math.round(seconds * 180 + asked.incrementAndGet());
				return StatusSection.EMPTY.with("requests", requests)
					.with("errors", requests * 31 / 1000)
					.with("rejected", requests * 12 / 1000);
			}

		};
	}

	@Bean
	StatusSource concurrency() {
		return source("concurrency",
				StatusSection.EMPTY.with("limit", 20).with("active", 18).with("waiting", 6).with("max_waiting", 10));
	}

	@Bean
	StatusSource own() {
		return source("shop_" + HOSTILE, List.of(StatusRow.of(HOSTILE).with(HOSTILE, 7).with("text", HOSTILE)));
	}

	private static StatusRow dependency(String name, String state, String reason, int failures) {
		return StatusRow.of(name).with("failures", failures).with("state", state).with("reason", reason);
	}

	private static StatusRow request(String id, double age, String method, String route, String state) {
		return StatusRow.of(id)
			.with("age_seconds", age)
			.with("method", method)
			.with("route", route)
			.with("state", state)
			.with("thread", "http-nio-8080-exec-" + id.substring(1));
	}

	private static StatusRow connection(double age, String thread, String statement, String request) {
		return StatusRow.of("orders")
			.with("age_seconds", age)
			.with("thread_id", 7)
			.with("thread", thread)
			.with("statement", statement)
			.with("request", request);
	}

	private static StatusRow event(int secondsAgo, String level, String logger, String message) {
		return StatusRow.of(logger)
			.with("time", START.minusSeconds(secondsAgo).toString())
			.with("level", level)
			.with("message", message);
	}

	private static StatusSource source(String name, List<StatusRow> rows) {
		return source(name, StatusSection.EMPTY.with(rows));
	}

	private static StatusSource source(String name, StatusSection section) {
		return new StatusSource() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public StatusSection section() {
				return section;
			}

		};
	}

	private static final class StockGate implements Gate, InMemory {

		@Override
		public String name() {
			return "stock";
		}

		@Override
		public Verdict verdict() {
			return Verdict.closed("dependency 'stock' down: HTTP 503, 4 checks in a row", START.minusSeconds(124));
		}

	}

	private static final class HostileGate implements Gate, InMemory {

		@Override
		public String name() {
			return "hostile";
		}

		@Override
		public Verdict verdict() {
			return Verdict.closed(HOSTILE, START.minusSeconds(24));
		}

	}

}
