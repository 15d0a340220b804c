package dev.monitor.benchmarks.start.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * App with one path. Prints {@value #READY} once it is ready, then what its start took,
 * {@code name=number} on each line, and ends when its standard input does.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class StartedApplication {

	/**
	 * What it prints first.
	 */
	public static final String READY = "ready";

	/**
	 * What it prints last.
	 */
	public static final String END = "end";

	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext context = SpringApplication.run(StartedApplication.class, args);
		System.out.println(READY);
		long main = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		long process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
		print("main", main / 1_000_000);
		print("process", process / 1_000_000);
		print("classes", ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
		print("beans", context.getBeanDefinitionCount());
		System.gc();
		print("resident", residentKilobytes());
		if (Arrays.asList(args).contains("--list")) {
			for (String bean : context.getBeanDefinitionNames()) {
				System.out.println("bean " + bean);
			}
		}
		System.out.println(END);
		while (System.in.read() >= 0) {
			// nothing is ever written
		}
		Runtime.getRuntime().halt(0);
	}

	private static void print(String name, long number) {
		System.out.println(name + "=" + number);
	}

	private static long residentKilobytes() throws IOException {
		String line = Files.readAllLines(Path.of("/proc/self/status"))
			.stream()
			.filter((it) -> it.startsWith("VmRSS"))
			.findFirst()
			.orElseThrow();
		return Long.parseLong(line.replaceAll("\\D", ""));
	}

	@RestController
	static class Ping {

		@GetMapping("/ping")
		String ping() {
			return "pong";
		}

	}

}
