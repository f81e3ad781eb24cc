# Aliases; Maven and ./metrobed do the work.
.DEFAULT_GOAL := help
.PHONY: help demo package verify format ci up down

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## everything embedded with a simulated city: ./metrobed demo
	./metrobed demo

package: ## an archive to install without a build: ./metrobed package
	./metrobed package

verify: ## build and test everything: mvn verify
	mvn verify

format: ## repair the layout of code: mvn spotless:apply
	mvn -q spotless:apply

ci: ## what CI runs: .ci/run
	.ci/run

up: ## the same as containers, with the simulated city
	deploy/make-secrets
	docker compose --profile demo up --build

down: ## stop the containers; the volumes stay
	docker compose --profile demo down
