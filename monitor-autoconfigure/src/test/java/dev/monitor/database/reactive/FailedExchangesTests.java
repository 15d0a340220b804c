package dev.monitor.database.reactive;

import java.time.Duration;

import dev.monitor.database.Conflict;
import dev.monitor.database.DatabaseActivity;
import dev.monitor.database.DatabaseProbes;
import dev.monitor.database.Databases;
import org.junit.jupiter.api.Test;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link FailedExchanges}.
 */
class FailedExchangesTests {

	private final Databases databases = new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), System::nanoTime);

	private final DatabaseActivity orders = (DatabaseActivity) this.databases.observeConnections("orders", () -> null);

	@Test
	void aConflictThatLeavesAHandlerIsCountedAndGoesOn() {
		OptimisticLockingFailureException stale = new OptimisticLockingFailureException("stale");
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
		assertThatThrownBy(() -> new FailedExchanges(this.databases).handle(exchange, stale).block()).isSameAs(stale);
		assertThat(this.orders.conflicts(Conflict.OPTIMISTIC)).isOne();
		assertThat(this.orders.unresolvedConflicts()).isOne();
	}

	@Test
	void otherFailuresOnlyGoOn() {
		IllegalStateException failure = new IllegalStateException();
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
		assertThatThrownBy(() -> new FailedExchanges(this.databases).handle(exchange, failure).block())
			.isSameAs(failure);
		assertThat(this.orders.unresolvedConflicts()).isZero();
	}

}
