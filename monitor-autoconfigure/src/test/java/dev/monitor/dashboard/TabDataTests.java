package dev.monitor.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.http.JsonObject;
import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.StatusDetails;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import dev.monitor.task.TurnThread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TabDataTests {

	private final List<StatusSource> sources = new ArrayList<>();

	private AccessLevel level = AccessLevel.VIEW;

	@Test
	void aSectionIsNumbersAndATable() {
		add("pools",
				StatusSection.EMPTY.with("all", 2)
					.with(List.of(StatusRow.of("a").with("max", 1.5).with("by", "x"),
							StatusRow.of("b").with("max", Double.NaN).with("by", ""))));
		assertThat(write(Tab.DATABASE)).contains("""
				"sections":{"pools":{"numbers":{"all":2},"columns":["name","max","by"],\
				"rows":[["a",1.5,"x"],["b",null,""]],"total":2,"details":1}}""")
			.contains("\"seconds\":7.0")
			.contains("\"time\":1000")
			.contains("\"app\":{\"name\":\"shop\"}");
	}

	/**
	 * A map without an order gives the same names now in one order, now in another.
	 */
	@Test
	void valuesStandBelowTheirNamesWhateverTheirOrder() {
		add("pools",
				StatusSection.EMPTY
					.with(List.of(StatusRow.of("a").with("x", 1).with("y", 2).with("p", "q").with("r", "s"),
							StatusRow.of("b").with("y", 20).with("x", 10).with("r", "S").with("p", "Q"))));
		assertThat(write(Tab.DATABASE)).contains("""
				"columns":["name","x","y","p","r"],"rows":[["a",1,2,"q","s"],["b",10,20,"Q","S"]]""");
	}

	@Test
	void thereAreTheTabsThatHaveSomethingToShow() {
		assertThat(write(Tab.NOW)).contains("\"tabs\":[{\"name\":\"now\"},{\"name\":\"about\"}]");
		add("in_flight", StatusSection.EMPTY.with(List.of(StatusRow.of("1"), StatusRow.of("2"))));
		assertThat(write(Tab.NOW))
			.contains("\"tabs\":[{\"name\":\"now\"},{\"name\":\"requests\",\"count\":2},{\"name\":\"about\"}]");
	}

	@Test
	void sectionsThatNoTabKnowsStandInTheLast() {
		add("pools", StatusSection.EMPTY);
		add("http", StatusSection.EMPTY.with("requests", 7));
		add("shop", StatusSection.EMPTY.with("orders", 3));
		assertThat(write(Tab.ABOUT)).contains("\"sections\":{\"shop\":{\"numbers\":{\"orders\":3}")
			.contains("\"pulse\":{\"http\":{\"requests\":7}}")
			.doesNotContain("pools\":{");
	}

	@Test
	void aSectionThatFailsIsNamedAndTheOthersAreThere() {
		this.sources.add(new StatusSource() {

			@Override
			public String name() {
				return "in_flight";
			}

			@Override
			public StatusSection section() {
				throw new NoClassDefFoundError("gone");
			}

		});
		add("concurrency", StatusSection.EMPTY.with("limit", 3));
		assertThat(write(Tab.NOW)).contains("\"failed\":[\"in_flight\"]", "\"limit\":3",
				"\"name\":\"requests\",\"count\":0");
	}

	@Test
	void whatIsListedIsOfferedToOperators() {
		add("shop", StatusSection.EMPTY.with(List.of(StatusRow.of("a"), StatusRow.of("b"))),
				List.of(new Offered("limit"), new Offered("run")));
		assertThat(write(Tab.ABOUT)).doesNotContain("actions");
		this.level = AccessLevel.OPERATE;
		assertThat(write(Tab.ABOUT)).contains("\"total\":2,\"actions\":[{\"name\":\"limit\",\"title\":\"Do limit\","
				+ "\"whole\":1,\"targets\":[\"\",\"x/b\"]}]");
	}

	@Test
	void theFirstTabHasFewRowsAndNoTabTooMany() {
		List<StatusRow> rows = new ArrayList<>();
		for (int i = 0; i < 1200; i++) {
			rows.add(StatusRow.of("r" + i));
		}
		add("in_flight", StatusSection.EMPTY.with(rows));
		assertThat(write(Tab.NOW)).contains("[\"r9\"]", "\"total\":1200").doesNotContain("[\"r10\"]");
		assertThat(write(Tab.REQUESTS)).contains("[\"r999\"]").doesNotContain("[\"r1000\"]");
	}

	private void add(String name, StatusSection section) {
		add(name, section, List.of());
	}

	private void add(String name, StatusSection section, List<Action> actions) {
		this.sources.add(new StatusSource() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public StatusSection section() {
				return section;
			}

			@Override
			public List<Action> actions() {
				return actions;
			}

		});
	}

	private String write(Tab tab) {
		StatusSources all = new StatusSources(this.sources);
		Actions actions = new Actions(all.actions(), "limit"::equals, new ActionLog(List.of()), new TurnThread("none"));
		Clicks clicks = new Clicks(new DetailsData(List.of(new Stacks())), new ActionData(actions));
		TabData data = new TabData(tab, all, clicks, new JsonObject().with("name", "shop"),
				Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC), () -> 7_000_000_000L);
		assertThat(data.write("more", this.level)).isNull();
		return String.valueOf(data.write("", this.level));
	}

	private record Stacks() implements StatusDetails {

		@Override
		public String name() {
			return "pools";
		}

		@Override
		public StatusSection details(String id) {
			return StatusSection.EMPTY;
		}

	}

	private record Offered(String name) implements Action {

		@Override
		public String title() {
			return "Do " + this.name;
		}

		@Override
		public @Nullable String target(StatusRow row) {
			return row.name().equals("a") ? null : "x/" + row.name();
		}

		@Override
		public @Nullable ActionPrompt prompt(String target) {
			return null;
		}

		@Override
		public ActionResult act(String target) {
			return ActionResult.unknown();
		}

	}

}
