package dev.monitor.dashboard.spring;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.monitor.http.JsonObject;
import dev.monitor.identity.Identity;
import dev.monitor.secret.SecretTexts;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSources;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.core.SpringVersion;
import org.springframework.core.env.Environment;

/**
 * What stays the same until the application ends, once it is known.
 *
 * @param environment the properties
 * @param build what the build wrote, {@code null} if it did not
 * @param git the commit it was built of, {@code null} if the build did not write it
 * @param sources has the section {@code db}, which tells what databases are
 * @param basePackage package of the application's classes, {@code null} if nobody knows
 * it
 */
public record ApplicationFacts(Environment environment, @Nullable BuildProperties build, @Nullable GitProperties git,
		StatusSources sources, @Nullable String basePackage) {

	/**
	 * Return what stands at the head of the page.
	 * @return names, version and start
	 */
	public JsonObject head() {
		Identity identity = Identity.from(this.environment);
		return new JsonObject().with("name", name(identity))
			.with("environment", identity.environment())
			.with("region", identity.region())
			.with("version", version())
			.with("commit", (this.git != null) ? this.git.getShortCommitId() : null)
			.with("package", this.basePackage)
			.with("started", ManagementFactory.getRuntimeMXBean().getStartTime());
	}

	/**
	 * Return all facts.
	 * @return tables, each with a title and rows of a name and a text
	 */
	List<JsonObject> tables() {
		RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
		Identity identity = Identity.from(this.environment);
		List<List<String>> application = new ArrayList<>();
		add(application, "Name", name(identity));
		add(application, "Environment", identity.environment());
		add(application, "Region", identity.region());
		add(application, "Version", version());
		if (this.build != null) {
			add(application, "Artifact", this.build.getGroup() + ':' + this.build.getArtifact());
			add(application, "Built", text(this.build.getTime()));
		}
		if (this.git != null) {
			add(application, "Commit", this.git.getShortCommitId());
			add(application, "Branch", this.git.getBranch());
			add(application, "Committed", text(this.git.getCommitTime()));
		}
		add(application, "Profiles", String.join(", ", this.environment.getActiveProfiles()));
		List<List<String>> process = new ArrayList<>();
		add(process, "Started", text(Instant.ofEpochMilli(runtime.getStartTime())));
		add(process, "Host", host());
		add(process, "Process", String.valueOf(runtime.getPid()));
		add(process, "Directory", System.getProperty("user.dir"));
		add(process, "Processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
		runtime.getInputArguments().forEach((argument) -> add(process, "Flag", flag(argument)));
		List<List<String>> versions = new ArrayList<>();
		add(versions, "Spring Boot", SpringBootVersion.getVersion());
		add(versions, "Spring Framework", SpringVersion.getVersion());
		add(versions, "Java",
				runtime.getSpecVersion() + " (" + runtime.getVmName() + ' ' + runtime.getVmVersion() + ')');
		add(versions, "Java's vendor", runtime.getVmVendor());
		add(versions, "System", System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ", "
				+ System.getProperty("os.arch"));
		for (StatusRow database : this.sources.section("db").rows()) {
			add(versions, "Database " + database.name(), database.texts().get("server"));
		}
		return List.of(table("Application", application), table("Process", process), table("Versions", versions));
	}

	private String name(Identity identity) {
		return identity.application().isEmpty() ? "application" : identity.application();
	}

	private String version() {
		return (this.build != null) ? Objects.requireNonNullElse(this.build.getVersion(), "") : "";
	}

	/**
	 * Properties and agents are told by their names; what they are set to may be a
	 * secret.
	 */
	static String flag(String argument) {
		int equals = argument.indexOf('=');
		boolean named = argument.startsWith("-D") || argument.startsWith("-javaagent:")
				|| argument.startsWith("-agent");
		return (named && equals >= 0) ? argument.substring(0, equals) + "=..." : SecretTexts.redact(argument);
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "";
		}
	}

	private static String text(@Nullable Instant time) {
		return (time != null) ? time.toString() : "";
	}

	private static void add(List<List<String>> rows, String name, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			rows.add(List.of(name, text));
		}
	}

	private static JsonObject table(String title, List<List<String>> rows) {
		return new JsonObject().with("title", title).withArray("rows", rows);
	}

}
