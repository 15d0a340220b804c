package dev.monitor.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.monitor.http.JsonObject;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TabDataTests {

	private final List<StatusSource> sources = new ArrayList<>();

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
				throw new IllegalStateException("gone");
			}

		});
		add("concurrency", StatusSection.EMPTY.with("limit", 3));
		assertThat(write(Tab.NOW)).contains("\"failed\":[\"in_flight\"]", "\"limit\":3",
				"\"name\":\"requests\",\"count\":0");
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
		this.sources.add(new StatusSource() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public StatusSection section() {
				return section;
			}

		});
	}

	private String write(Tab tab) {
		TabData data = new TabData(tab, new StatusSources(this.sources), Set.of("pools"),
				new JsonObject().with("name", "shop"), () -> Instant.ofEpochMilli(1000), () -> 7_000_000_000L);
		assertThat(data.write("more", AccessLevel.VIEW)).isNull();
		return String.valueOf(data.write("", AccessLevel.VIEW));
	}

}
