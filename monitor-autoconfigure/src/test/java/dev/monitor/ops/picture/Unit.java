package dev.monitor.ops.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * Writes numbers in the units of Grafana.
 */
final class Unit {

	private static final List<String> LARGE = List.of("", "k", "M", "G", "T");

	private final String name;

	Unit(String name) {
		this.name = name;
	}

	String format(double value) {
		return switch (this.name) {
			case "percentunit" -> plain(value * 100) + " %";
			case "s" -> time(value);
			case "bytes" -> large(value) + "B";
			case "Bps" -> large(value) + "B/s";
			case "reqps" -> plain(value) + " req/s";
			case "ops" -> plain(value) + "/s";
			case "dateTimeFromNow" ->
				(value == 0) ? "now" : time(Math.max(0, System.currentTimeMillis() - value) / 1000) + " ago";
			default -> plain(value);
		};
	}

	private static String time(double seconds) {
		if (seconds == 0) {
			return "0 s";
		}
		if (Math.abs(seconds) < 0.001) {
			return plain(seconds * 1_000_000) + " µs";
		}
		if (Math.abs(seconds) < 1) {
			return plain(seconds * 1000) + " ms";
		}
		return (seconds < 120) ? plain(seconds) + " s" : plain(seconds / 60) + " min";
	}

	private static String large(double value) {
		int power = 0;
		double shown = value;
		while (Math.abs(shown) >= 1000 && power < LARGE.size() - 1) {
			shown /= 1000;
			power++;
		}
		return plain(shown) + " " + LARGE.get(power);
	}

	private static String plain(double value) {
		if (!Double.isFinite(value)) {
			return "–";
		}
		if (value == Math.rint(value) && Math.abs(value) < 1e6) {
			return String.format(Locale.ROOT, "%.0f", value);
		}
		return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
	}

}
