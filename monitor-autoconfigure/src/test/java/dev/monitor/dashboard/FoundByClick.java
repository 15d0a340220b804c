package dev.monitor.dashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import dev.monitor.status.Inspection;
import dev.monitor.status.InspectionReport;
import dev.monitor.status.InspectionReport.State;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.h2.jdbcx.JdbcDataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * What the page can find out by a click, with hostile names: a profile that lasts as long
 * as a test wants, and a database with a defect.
 */
@Configuration(proxyBeanMethods = false)
public class FoundByClick {

	/**
	 * A name that runs a script wherever it is taken for HTML.
	 */
	public static final String HOSTILE = TroubledSections.HOSTILE;

	@Bean
	@Order(0)
	HeldProfile heldProfile() {
		return new HeldProfile();
	}

	@Bean(HOSTILE)
	DataSource hostileDatabase() throws SQLException {
		JdbcDataSource database = new JdbcDataSource();
		database.setURL("jdbc:h2:mem:clicks;DB_CLOSE_DELAY=-1");
		String index = '"' + HOSTILE + '"';
		try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("create table if not exists orders (id int, customer int)");
			statement.execute("create index if not exists first_index on orders (customer)");
			statement.execute("create index if not exists " + index + " on orders (customer)");
		}
		return database;
	}

	/**
	 * A profile that runs until it is told to end.
	 */
	public static final class HeldProfile implements Inspection {

		private InspectionReport report = report(State.IDLE, "", StatusSection.EMPTY);

		@Override
		public String name() {
			return "profile";
		}

		@Override
		public List<String> kinds() {
			return List.of("cpu", "allocation");
		}

		@Override
		public synchronized boolean start(String kind) {
			if (this.report.state() == State.RUNNING) {
				return false;
			}
			this.report = report(State.RUNNING, kind, StatusSection.EMPTY);
			return true;
		}

		@Override
		public synchronized void cancel() {
			this.report = report(State.IDLE, "", StatusSection.EMPTY);
		}

		@Override
		public synchronized InspectionReport report() {
			return this.report;
		}

		/**
		 * End it: a quarter of the time was spent in a method of a hostile name.
		 */
		public synchronized void end() {
			this.report = report(State.DONE, this.report.kind(),
					StatusSection.EMPTY.with("samples", 400)
						.with("value", 400)
						.with("cut", 0)
						.with(List.of(call(0, 400, "java.lang.Thread.run"), call(1, 300, "dev.shop.Orders.list"),
								call(2, 200, "dev.shop.Prices.of"), call(2, 60, "java.util.HashMap.get"),
								call(1, 100, HOSTILE + ".run"), call(2, 100, "dev.shop.Prices.of"))));
		}

		private static StatusRow call(int depth, int value, String method) {
			return StatusRow.of(method).with("depth", depth).with("value", value);
		}

		private static InspectionReport report(State state, String kind, StatusSection section) {
			return new InspectionReport(state, kind, Duration.ofSeconds(3), section, "");
		}

	}

}
