package dev.monitor.metricline;

import java.util.List;

import dev.monitor.event.EventPairs;

/**
 * How numbers stand in a line.
 */
public enum MetricStyle {

	/**
	 * {@code sample#memory_rss=21.22MB}, several in a line, as l2met and what followed it
	 * read them.
	 */
	L2MET {

		@Override
		int valuesPerLine() {
			return 100;
		}

		@Override
		void describe(List<MetricValue> values, EventPairs pairs) {
			for (MetricValue value : values) {
				if (value.unit().isEmpty()) {
					pairs.addNumber(value.key(), value.value());
				}
				else {
					pairs.add(value.key(), value.text());
				}
			}
		}

	},

	/**
	 * {@code measure=memory_rss val=21.22 units=MB}, one in a line, as Heroku wrote them
	 * before.
	 */
	LEGACY {

		@Override
		int valuesPerLine() {
			return 1;
		}

		@Override
		void describe(List<MetricValue> values, EventPairs pairs) {
			for (MetricValue value : values) {
				pairs.add("measure", value.name());
				pairs.addNumber("val", value.value());
				pairs.add("units", value.unit().isEmpty() ? null : value.unit());
			}
		}

	};

	abstract int valuesPerLine();

	abstract void describe(List<MetricValue> values, EventPairs pairs);

}
