package dev.monitor.benchmarks.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.monitor.benchmarks.Machine;

/**
 * Scrapes apps with five thousand series, with Monitor and with Boot alone, and prints
 * the table of {@code docs/benchmarks.md}. The apps live at the same time, on one core,
 * and are scraped in turn, so that other work on the machine falls on all alike. The
 * argument says how many scrapes. Needs Linux, which has {@code taskset}.
 */
public final class ScrapeComparison {

	private static final Path FOLDER = Path.of("monitor-benchmarks", "target", "metrics");

	/**
	 * From one scrape of an app to its next one: longer than a rendering is shared.
	 */
	private static final long INTERVAL_MILLIS = 1200;

	private final Map<Variant, ScrapedApp> apps = new EnumMap<>(Variant.class);

	private ScrapeComparison() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		int scrapes = (args.length > 0) ? Integer.parseInt(args[0]) : 100;
		Files.createDirectories(FOLDER);
		Machine.pin(1);
		ScrapeComparison comparison = new ScrapeComparison();
		try {
			for (Variant variant : Variant.values()) {
				comparison.apps.put(variant, ScrapedApp.start(variant, FOLDER));
			}
			System.out.printf(Locale.ROOT, "%s, %d processors, Java %s%n%n", Machine.processor(),
					Runtime.getRuntime().availableProcessors(), Runtime.version());
			comparison.compare(scrapes);
			comparison.scrapeWhileBusy();
		}
		finally {
			comparison.apps.values().forEach(ScrapedApp::close);
		}
	}

	private void compare(int scrapes) throws IOException, InterruptedException {
		scrapeAll(scrapes);
		this.apps.values().forEach(ScrapedApp::forgetScrapes);
		scrapeAll(scrapes);
		System.out.println("| scrape | samples | median ms | p95 ms |");
		System.out.println("|---|---|---|---|");
		this.apps.forEach((variant, app) -> System.out.printf(Locale.ROOT, "| %s | %d | %.1f | %.1f |%n",
				variant.label(), app.series(), app.millis(0.5), app.millis(0.95)));
	}

	/**
	 * There is a pause behind each scrape, for an app goes on working when it has
	 * answered, on compiling above all, and the core is that of the next app too.
	 */
	private void scrapeAll(int scrapes) throws IOException, InterruptedException {
		for (int i = 0; i < scrapes; i++) {
			for (ScrapedApp app : this.apps.values()) {
				app.scrape();
				TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS / this.apps.size());
			}
		}
	}

	private void scrapeWhileBusy() throws IOException, InterruptedException {
		ScrapedApp app = this.apps.get(Variant.MONITOR_LISTENER);
		if (app == null) {
			return;
		}
		app.busy(20);
		app.forgetScrapes();
		for (int i = 0; i < 20; i++) {
			TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
			app.scrape();
		}
		System.out.printf(Locale.ROOT, "| the same, every container thread busy | %d | %.1f | %.1f, at most %.1f |%n",
				app.series(), app.millis(0.5), app.millis(0.95), app.millis(1));
	}

}
