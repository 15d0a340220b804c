package dev.monitor.sql;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.status.StatusRow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionHolders}.
 */
class ConnectionHoldersTests {

	private final AtomicLong now = new AtomicLong(-1);

	private final ConnectionHolders holders = new ConnectionHolders(this.now::get,
			(thread) -> (thread == Thread.currentThread()) ? "17" : null);

	@Test
	void whoAsksWaitsUntilItIsGiven() {
		ConnectionHolder holder = this.holders.ask("orders");
		later(3);
		assertThat(this.holders.waits("orders")).containsExactly(3.0);
		assertThat(this.holders.waits("other")).isEmpty();
		assertThat(rows()).isEmpty();
		assertThat(numbers()).containsEntry("held", 0L).containsEntry("waiting", 1L);
		holder.given();
		later(2);
		assertThat(this.holders.waits("orders")).isEmpty();
		assertThat(numbers()).containsEntry("held", 1L).containsEntry("waiting", 0L);
		assertThat(rows()).singleElement().satisfies((row) -> {
			assertThat(row.name()).isEqualTo("orders");
			assertThat(row.numbers()).containsEntry("age_seconds", 2.0)
				.containsEntry("thread_id", Thread.currentThread().getId());
			assertThat(row.texts()).containsEntry("thread", Thread.currentThread().getName())
				.containsEntry("statement", "")
				.containsEntry("request", "17");
		});
		holder.end();
		holder.end();
		assertThat(rows()).isEmpty();
	}

	@Test
	void ofAStatementTheFirstWordIsTold() {
		ConnectionHolder holder = given("orders");
		holder.executes("/* by 'x' */ SELECT * FROM users WHERE name = 'secret'");
		assertThat(rows().get(0).texts()).containsEntry("statement", "select");
		holder.executes("'secret'");
		assertThat(rows().get(0).texts()).containsEntry("statement", "");
	}

	@Test
	void theOneThatIsHeldTheLongestComesFirst() {
		ConnectionHolder asked = this.holders.ask("second");
		ConnectionHolder first = given("first");
		later(1);
		asked.given();
		assertThat(rows()).extracting(StatusRow::name).containsExactly("first", "second");
		first.end();
		assertThat(rows()).extracting(StatusRow::name).containsExactly("second");
		asked.end();
		assertThat(rows()).isEmpty();
	}

	@Test
	void whatNobodyClosesGoesWithItsConnection() {
		ConnectionHolder kept = given("kept");
		given("lost");
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			System.gc();
			assertThat(rows()).extracting(StatusRow::name).containsExactly("kept");
		});
		kept.end();
	}

	private ConnectionHolder given(String dataSource) {
		ConnectionHolder holder = this.holders.ask(dataSource);
		holder.given();
		return holder;
	}

	private void later(int seconds) {
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
	}

	private List<StatusRow> rows() {
		return this.holders.section().rows();
	}

	private Map<String, Number> numbers() {
		return this.holders.section().numbers();
	}

}
