package dev.monitor.logging;

/**
 * Keys that come from an application, made safe: letters, digits, {@code _}, {@code .}
 * and {@code -} only, never empty, never long, and never one that a reader of metric
 * lines takes for a number's name.
 */
final class KeyText {

	private static final int LONGEST = 128;

	private static final String LEGACY_METRIC = "measure.";

	private static final boolean[] ALLOWED = new boolean[128];

	static {
		for (char c = 0; c < 128; c++) {
			ALLOWED[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
					|| c == '.' || c == '-';
		}
	}

	private KeyText() {
	}

	static String clean(String key) {
		return isClean(key) ? key : replace(key);
	}

	private static boolean isClean(String key) {
		int length = key.length();
		if (length == 0 || length > LONGEST || key.startsWith(LEGACY_METRIC)) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = key.charAt(i);
			if (c >= 128 || !ALLOWED[c]) {
				return false;
			}
		}
		return true;
	}

	private static String replace(String key) {
		if (key.isEmpty()) {
			return "_";
		}
		StringBuilder clean = new StringBuilder(Math.min(key.length(), LONGEST));
		for (int i = 0; i < key.length() && clean.length() < LONGEST; i++) {
			char c = key.charAt(i);
			clean.append((c < 128 && ALLOWED[c]) ? c : '_');
		}
		if (key.startsWith(LEGACY_METRIC)) {
			clean.setCharAt(LEGACY_METRIC.length() - 1, '_');
		}
		return clean.toString();
	}

}
