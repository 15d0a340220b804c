package dev.monitor.scrape.command;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import dev.monitor.command.Command;
import dev.monitor.command.CommandException;
import dev.monitor.command.Streams;
import dev.monitor.guard.TokenHash;

/**
 * {@link Command} that prints a new random token of 256 bits, and where each part of it
 * belongs.
 */
public final class TokenCommand implements Command {

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	private static final int BYTES = 32;

	@Override
	public String name() {
		return "token";
	}

	@Override
	public String arguments() {
		return "[NAME]";
	}

	@Override
	public String summary() {
		return "prints a token for scraping, its hash, and where they belong";
	}

	@Override
	public int run(List<String> arguments, Streams streams) throws CommandException {
		if (arguments.size() > 1) {
			throw new CommandException("There is more than one name");
		}
		String name = arguments.isEmpty() ? "prometheus" : arguments.get(0);
		if (!NAME.matcher(name).matches()) {
			throw new CommandException("A name consists of lower-case letters, digits and single hyphens between them");
		}
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		String token = HexFormat.of().formatHex(bytes);
		streams.print(text(name, token, TokenHash.of(token).toHex()));
		return 0;
	}

	private static String text(String name, String token, String hash) {
		return """
				Token, a secret for the scraper alone. Write it into the file its scrape job names:

				  %s

				SHA-256 of the token, which does not tell it. Set this property of the application:

				  monitor.metrics.tokens.%s.hash=%s

				Scrape job for Prometheus or VictoriaMetrics. Change the file and the target:

				scrape_configs:
				  - job_name: app
				    metrics_path: /actuator/prometheus
				    authorization: { credentials_file: /etc/prometheus/app.token }
				    static_configs: [{ targets: ["app.example.com:8080"] }]
				""".formatted(token, name, hash);
	}

}
