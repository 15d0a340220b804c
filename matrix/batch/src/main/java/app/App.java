package app;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class App {

	public static void main(String[] args) {
		System.exit(SpringApplication.exit(SpringApplication.run(App.class, args)));
	}

	@Bean
	ApplicationRunner work() {
		return (args) -> System.out.println("worked");
	}

	@Bean
	ExitCodeGenerator exitCode() {
		return () -> 3;
	}

}
