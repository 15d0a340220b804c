package dev.monitor.shape;

import dev.monitor.CapturedLog;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Does its work and ends, without a word about how.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BatchApp {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(BatchApp.class);
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !listener.getClass().getName().startsWith(CapturedLog.class.getName()))
			.toList());
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args);
	}

	@Bean
	ApplicationRunner work(Environment environment) {
		return (args) -> {
			System.out.println("worked");
			if (environment.containsProperty("fail")) {
				throw new FailedException();
			}
		};
	}

	private static final class FailedException extends RuntimeException implements ExitCodeGenerator {

		private static final long serialVersionUID = 1L;

		@Override
		public int getExitCode() {
			return 3;
		}

	}

}
