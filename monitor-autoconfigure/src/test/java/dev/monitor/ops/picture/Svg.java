package dev.monitor.ops.picture;

import java.util.Locale;

/**
 * An SVG image that is being drawn.
 */
final class Svg {

	private static final double NARROW = 0.56;

	private static final double WIDE = 0.72;

	private final StringBuilder body = new StringBuilder();

	void rect(double x, double y, double width, double height, String style) {
		add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s/>", n(x), n(y), n(width), n(height), style);
	}

	void line(double x1, double y1, double x2, double y2, String style) {
		add("<path d=\"M%s %sL%s %s\" %s/>", n(x1), n(y1), n(x2), n(y2), style);
	}

	void path(String data, String style) {
		add("<path d=\"%s\" %s/>", data, style);
	}

	void text(double x, double y, String text, String style) {
		add("<text x=\"%s\" y=\"%s\" %s>%s</text>", n(x), n(y), style, text.replace("&", "&amp;").replace("<", "&lt;"));
	}

	String document(int width, double height, String title) {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %s" font-family="sans-serif" font-size="11" role="img">
				<title>%s</title>
				<style>.t{font-weight:bold;font-size:12px}.a{fill:#666;font-size:10px}.g{stroke:#e4e4e4}</style>
				<rect width="100%%" height="100%%" fill="#f4f5f5"/>
				%s</svg>
				"""
			.formatted(width, n(height), title, this.body);
	}

	/**
	 * Return how wide a text will be, about.
	 */
	static double width(String text, double size) {
		return size * text.chars()
			.mapToDouble((character) -> Character.isUpperCase(character) || character == 'm' ? WIDE : NARROW)
			.sum();
	}

	static String n(double number) {
		String text = String.format(Locale.ROOT, "%.1f", number);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	private void add(String format, Object... arguments) {
		this.body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
	}

}
