package dev.monitor.ops;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where the files for operators will be used. What is {@code null} is left as it is in
 * the files.
 *
 * @param grafanaUrl address of Grafana, without a slash at the end: links of alerts begin
 * with it
 * @param runbookUrl address of the page that shows {@code docs/operate/alerts.md}: each
 * alert gets a link to its section, and the dashboards one to the page
 * @param namespace namespace of the application in Kubernetes
 */
public record Surroundings(@Nullable String grafanaUrl, @Nullable String runbookUrl, @Nullable String namespace) {

	/**
	 * Nothing is known.
	 */
	public static final Surroundings UNKNOWN = new Surroundings(null, null, null);

	private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

	private static final Pattern EXAMPLE = Pattern.compile("(namespace: |names: \\[|namespace=\"| -n )orders\\b");

	private static final Pattern ALERT = Pattern.compile("alert(?:name)?: (Monitor\\w+)");

	private static final Pattern LINK = Pattern.compile("( +)dashboard: \".*");

	/**
	 * Check the values.
	 * @param grafanaUrl http or https address without user, query and fragment
	 * @param runbookUrl http or https address without user, query and fragment
	 * @param namespace at most 63 lower-case letters, digits and dashes
	 * @throws IllegalArgumentException if one cannot be used; the message names it, as a
	 * clause about the option that gives it
	 */
	public Surroundings {
		grafanaUrl = url("--grafana-url", grafanaUrl, "https://grafana.example.com");
		runbookUrl = url("--runbook-url", runbookUrl, "https://wiki.example.com/monitor");
		if (namespace != null && !NAMESPACE.matcher(namespace).matches()) {
			throw new IllegalArgumentException("--namespace is not the name of a namespace: '" + namespace
					+ "'. Write at most 63 lower-case letters, digits and '-', such as --namespace=shop");
		}
	}

	private static @Nullable String url(String option, @Nullable String value, String example) {
		if (value == null) {
			return null;
		}
		try {
			URI uri = URI.create(value);
			if (uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()))
					&& uri.getUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null
					&& !value.contains("'")) {
				return value.replaceFirst("/+$", "");
			}
		}
		catch (IllegalArgumentException ex) {
			// As wrong as one without a host.
		}
		String shown = (value.indexOf('@') < 0) ? ": '" + value + "'" : "";
		throw new IllegalArgumentException(option + " is no address" + shown
				+ ". Write an http or https address without user, query and '#', such as " + option + "=" + example);
	}

	/**
	 * Write what is known into a file.
	 * @param path the path of the file
	 * @param content its content
	 * @return the content to write
	 */
	byte[] into(String path, byte[] content) {
		if (equals(UNKNOWN)) {
			return content;
		}
		String text = new String(content, StandardCharsets.UTF_8);
		if (path.startsWith("kubernetes/") && this.namespace != null) {
			text = EXAMPLE.matcher(text).replaceAll("$1" + this.namespace);
		}
		if (path.startsWith("prometheus/rules") || path.endsWith("prometheus-rule.yml")) {
			text = links(text);
		}
		if (path.startsWith("grafana/") && this.runbookUrl != null) {
			text = text.replace("  \"links\": [\n",
					"  \"links\": [\n    {\"type\": \"link\", \"title\": \"Runbooks\", \"url\": \"" + this.runbookUrl
							+ "\", \"icon\": \"doc\", \"tooltip\": \"\", \"tags\": [], \"asDropdown\": false, "
							+ "\"targetBlank\": true, \"includeVars\": false, \"keepTime\": false},\n");
		}
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private String links(String rules) {
		List<String> lines = new ArrayList<>();
		String alert = "";
		for (String line : rules.split("\n", -1)) {
			Matcher name = ALERT.matcher(line);
			alert = name.find() ? name.group(1) : alert;
			Matcher link = LINK.matcher(line);
			boolean links = link.matches();
			lines
				.add((links && this.grafanaUrl != null) ? line.replace("\"/d/", "\"" + this.grafanaUrl + "/d/") : line);
			if (links && this.runbookUrl != null) {
				lines.add(link.group(1) + "runbook_url: \"" + this.runbookUrl + "#" + alert.toLowerCase(Locale.ROOT)
						+ "\"");
			}
		}
		return String.join("\n", lines);
	}

}
